#!/usr/bin/env python3
"""Times what libvips, Pillow and ImageMagick take for what the compositor does, in this process, through their own
libraries, on two threads. Usage: imaging-reference.py composite|resize WIDTH HEIGHT RUNS. Prints a line for each
program: its name, a tab, and the milliseconds of each run. A program that is not there gets a line with "absent"."""

import ctypes
import ctypes.util
import random
import sys
import time

LAYERS = 8
THREADS = 2


def timed(runs, work):
    for _ in range(2):
        work()
    samples = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * 1000)
    return samples


def pictures(width, height, count):
    """Full-frame RGBA pictures of chance; the first is opaque."""
    chance = random.Random(5)
    made = []
    for index in range(count):
        data = bytearray(chance.randbytes(width * height * 4))
        if index == 0:
            data[3::4] = b"\xff" * (width * height)
        made.append(bytes(data))
    return made


class Vips:
    """The few calls that are needed; varargs end with NULL."""

    SRGB, SCRGB, OVER, LANCZOS3 = 22, 28, 2, 5

    def __init__(self):
        self.lib = ctypes.CDLL("libvips.so.42")
        self.glib = ctypes.CDLL("libgobject-2.0.so.0")
        if self.lib.vips_init(b"reference"):
            raise OSError("vips_init failed")
        self.lib.vips_concurrency_set(THREADS)
        # An operation that was done before would be answered from the cache.
        self.lib.vips_cache_set_max(0)
        self.lib.vips_image_new_from_memory_copy.restype = ctypes.c_void_p
        self.lib.vips_image_write_to_memory.restype = ctypes.c_void_p
        self.lib.vips_error_buffer.restype = ctypes.c_char_p
        self.glib.g_object_unref.argtypes = [ctypes.c_void_p]
        ctypes.CDLL("libglib-2.0.so.0").g_free.argtypes = [ctypes.c_void_p]
        self.free = ctypes.CDLL("libglib-2.0.so.0").g_free
        self.free.argtypes = [ctypes.c_void_p]

    def image(self, data, width, height):
        image = self.lib.vips_image_new_from_memory_copy(data, ctypes.c_size_t(len(data)), width, height, 4, 0)
        copy = self.call("vips_copy", image, "interpretation", self.SRGB)
        self.unref(image)
        return copy

    def call(self, name, image, *options):
        result = ctypes.c_void_p()
        arguments = [ctypes.c_void_p(image), ctypes.byref(result)]
        for option in options:
            arguments.append(option.encode() if isinstance(option, str) else option)
        arguments.append(None)
        if getattr(self.lib, name)(*arguments):
            raise OSError(self.lib.vips_error_buffer().decode())
        return result.value

    def composite(self, images, space):
        result = ctypes.c_void_p()
        array = (ctypes.c_void_p * len(images))(*images)
        modes = (ctypes.c_int * (len(images) - 1))(*[self.OVER] * (len(images) - 1))
        if self.lib.vips_composite(
            array, ctypes.byref(result), len(images), modes, b"compositing_space", space, None
        ):
            raise OSError(self.lib.vips_error_buffer().decode())
        return result.value

    def write(self, image):
        size = ctypes.c_size_t()
        memory = self.lib.vips_image_write_to_memory(ctypes.c_void_p(image), ctypes.byref(size))
        if not memory:
            raise OSError(self.lib.vips_error_buffer().decode())
        self.free(memory)
        return size.value

    def unref(self, image):
        self.glib.g_object_unref(image)

    def chain(self, *steps):
        """Runs steps that each take the image before; the last is written out."""
        image = None
        held = []
        for step in steps:
            image = step(image)
            held.append(image)
        size = self.write(image)
        for image in reversed(held):
            self.unref(image)
        return size


def vips_composite(width, height, runs):
    vips = Vips()
    images = [vips.image(data, width, height) for data in pictures(width, height, LAYERS + 1)]

    def run(space):
        size = vips.chain(
            lambda _: vips.composite(images, space),
            lambda image: vips.call("vips_colourspace", image, ctypes.c_int(Vips.SRGB)),
        )
        assert size == width * height * 4, size

    yield "libvips, linear light", timed(runs, lambda: run(Vips.SCRGB))
    yield "libvips, sRGB", timed(runs, lambda: run(Vips.SRGB))


def vips_resize(width, height, runs):
    vips = Vips()
    image = vips.image(pictures(width, height, 1)[0], width, height)
    scale = ctypes.c_double(1024 / width)

    def resize(source):
        return vips.call("vips_resize", source, scale, "kernel", Vips.LANCZOS3)

    def plain():
        vips.chain(lambda _: resize(image))

    def linear():
        vips.chain(
            lambda _: vips.call("vips_colourspace", image, ctypes.c_int(Vips.SCRGB)),
            lambda light: vips.call("vips_premultiply", light),
            resize,
            lambda small: vips.call("vips_unpremultiply", small),
            lambda light: vips.call("vips_colourspace", light, ctypes.c_int(Vips.SRGB)),
        )

    yield "libvips, sRGB", timed(runs, plain)
    yield "libvips, linear light", timed(runs, linear)


def pillow(subject, width, height, runs):
    from PIL import Image

    images = [
        Image.frombytes("RGBA", (width, height), data)
        for data in pictures(width, height, LAYERS + 1 if subject == "composite" else 1)
    ]

    def composite():
        picture = images[0]
        for layer in images[1:]:
            picture = Image.alpha_composite(picture, layer)

    def resize():
        images[0].resize((1024, 1024 * height // width), Image.LANCZOS)

    yield "Pillow, sRGB", timed(runs, composite if subject == "composite" else resize)


def imagemagick(subject, width, height, runs):
    wand = ctypes.CDLL("libMagickWand-6.Q16.so.6")
    for name in ("NewMagickWand", "MagickMergeImageLayers", "CloneMagickWand"):
        getattr(wand, name).restype = ctypes.c_void_p
    wand.MagickWandGenesis()
    images = ctypes.c_void_p(wand.NewMagickWand())
    for data in pictures(width, height, LAYERS + 1 if subject == "composite" else 1):
        # CharPixel is 1 among the storage types.
        wand.MagickConstituteImage(images, ctypes.c_size_t(width), ctypes.c_size_t(height), b"RGBA", 1, data)

    def composite():
        wand.MagickSetFirstIterator(images)
        # FlattenLayer is 14 among the layer methods.
        wand.DestroyMagickWand(ctypes.c_void_p(wand.MagickMergeImageLayers(images, 14)))

    def resize():
        copy = ctypes.c_void_p(wand.CloneMagickWand(images))
        # LanczosFilter is 22 among the filters.
        wand.MagickResizeImage(
            copy, ctypes.c_size_t(1024), ctypes.c_size_t(1024 * height // width), 22, ctypes.c_double(1)
        )
        wand.DestroyMagickWand(copy)

    yield "ImageMagick, sRGB", timed(max(3, runs // 4), composite if subject == "composite" else resize)


def main():
    subject, width, height, runs = sys.argv[1], *map(int, sys.argv[2:5])
    vips = vips_composite if subject == "composite" else vips_resize
    for name, measure in (
        ("libvips", lambda: vips(width, height, runs)),
        ("Pillow", lambda: pillow(subject, width, height, runs)),
        ("ImageMagick", lambda: imagemagick(subject, width, height, runs)),
    ):
        try:
            for label, samples in measure():
                print(label, " ".join(f"{sample:.3f}" for sample in samples), sep="\t", flush=True)
        except (OSError, ImportError) as missing:
            print(name, f"absent: {missing}", sep="\t", flush=True)


main()
