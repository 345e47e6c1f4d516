#!/usr/bin/env python3
"""Times what libvips and Pillow take to write and read a picture, in this process, through their own libraries.
Usage: codec-reference.py RAW WIDTH HEIGHT RUNS, where RAW holds 8-bit RGB. Prints a line for each program and format: its
name, the operation, the bytes of the file and the milliseconds of each run, with tabs. What is not there gets no line."""

import ctypes
import io
import sys
import time


def timed(runs, work):
    for _ in range(2):
        work()
    samples = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        samples.append((time.perf_counter() - start) * 1000)
    return samples


def report(program, operation, size, samples):
    print(program, operation, size, " ".join(f"{s:.3f}" for s in samples), sep="\t", flush=True)


def vips(raw, width, height, runs):
    lib = ctypes.CDLL("libvips.so.42")
    gobject = ctypes.CDLL("libgobject-2.0.so.0")
    glib = ctypes.CDLL("libglib-2.0.so.0")
    if lib.vips_init(b"reference"):
        raise OSError("vips_init failed")
    lib.vips_concurrency_set(2)
    lib.vips_cache_set_max(0)
    lib.vips_image_new_from_memory_copy.restype = ctypes.c_void_p
    lib.vips_image_new_from_buffer.restype = ctypes.c_void_p
    lib.vips_image_write_to_memory.restype = ctypes.c_void_p
    gobject.g_object_unref.argtypes = [ctypes.c_void_p]
    glib.g_free.argtypes = [ctypes.c_void_p]
    plain = lib.vips_image_new_from_memory_copy(raw, ctypes.c_size_t(len(raw)), width, height, 3, 0)
    tagged = ctypes.c_void_p()
    lib.vips_copy(ctypes.c_void_p(plain), ctypes.byref(tagged), b"interpretation", 22, None)

    def save(name, *options):
        data, size = ctypes.c_void_p(), ctypes.c_size_t()
        if getattr(lib, name)(tagged, ctypes.byref(data), ctypes.byref(size), *options, None):
            raise OSError(name)
        content = ctypes.string_at(data, size.value)
        glib.g_free(data)
        return content

    def load(content):
        image = lib.vips_image_new_from_buffer(content, ctypes.c_size_t(len(content)), b"", None)
        size = ctypes.c_size_t()
        glib.g_free(lib.vips_image_write_to_memory(ctypes.c_void_p(image), ctypes.byref(size)))
        gobject.g_object_unref(image)

    for operation, name, options in (
        ("PNG", "vips_pngsave_buffer", (b"compression", 1)),
        ("JPEG", "vips_jpegsave_buffer", (b"Q", 85)),
        ("WebP", "vips_webpsave_buffer", (b"Q", 85)),
    ):
        content = save(name, *options)
        few = max(3, runs // 3) if operation == "WebP" else runs
        report("libvips", "write " + operation, len(content), timed(few, lambda: save(name, *options)))
        report("libvips", "read " + operation, len(content), timed(few, lambda: load(content)))


def pillow(raw, width, height, runs):
    from PIL import Image

    image = Image.frombytes("RGB", (width, height), raw)
    for operation, options in (
        ("PNG", {"compress_level": 1}),
        ("JPEG", {"quality": 85}),
        ("WebP", {"quality": 85}),
    ):

        def save():
            target = io.BytesIO()
            image.save(target, operation, **options)
            return target.getvalue()

        content = save()
        few = max(3, runs // 3)
        report("Pillow", "write " + operation, len(content), timed(few, save))
        report("Pillow", "read " + operation, len(content), timed(few, lambda: Image.open(io.BytesIO(content)).load()))


def main():
    path, width, height, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    with open(path, "rb") as file:
        raw = file.read()
    for program in (vips, pillow):
        try:
            program(raw, width, height, runs)
        except (OSError, ImportError, AttributeError) as error:
            print(f"{program.__name__} is left out: {error}", file=sys.stderr)


main()
