namespace ImageForge.Imaging.Tests.Exr;

/// <summary>A second writer of OpenEXR, in Python: made from the format's description alone, for the kinds that we do not write.</summary>
internal static class ExrFixture
{
    public static string Script(string compression, string type) =>
        $$"""
            import struct, zlib
            comp = {'none': 0, 'rle': 1, 'zips': 2, 'zip': 3}['{{compression}}']
            kind = {'uint': 0, 'half': 1, 'float': 2}['{{type}}']
            w, h, x0, y0 = 37, 35, -3, 5
            names = ['A', 'B', 'G', 'R']
            def value(n, x, y):
                if n == 'A': return 1
                return {'B': (x // 6) % 3, 'G': y % 7, 'R': (x + y) // 5}[n] * (1 if kind == 0 else 0.375)
            def sample(v):
                return struct.pack('<I', int(v)) if kind == 0 else struct.pack('<e', v) if kind == 1 else struct.pack('<f', v)
            def attr(name, t, data):
                return name.encode() + b'\0' + t.encode() + b'\0' + struct.pack('<i', len(data)) + data
            chl = b''.join(n.encode() + b'\0' + struct.pack('<iiii', kind, 0, 1, 1) for n in names) + b'\0'
            box = struct.pack('<iiii', x0, y0, x0 + w - 1, y0 + h - 1)
            head = struct.pack('<ii', 20000630, 2) + attr('channels', 'chlist', chl) + attr('compression', 'compression', bytes([comp]))
            head += attr('dataWindow', 'box2i', box) + attr('displayWindow', 'box2i', box) + attr('lineOrder', 'lineOrder', b'\0')
            head += attr('pixelAspectRatio', 'float', struct.pack('<f', 1)) + attr('screenWindowCenter', 'v2f', struct.pack('<ff', 0, 0))
            head += attr('screenWindowWidth', 'float', struct.pack('<f', 1)) + b'\0'
            def rle(d):
                out, i = b'', 0
                while i < len(d):
                    j = i
                    while j + 1 < len(d) and d[j + 1] == d[i] and j - i < 127: j += 1
                    if j > i + 1:
                        out += bytes([j - i, d[i]]); i = j + 1
                    else:
                        j = i
                        while j < len(d) and j - i < 127 and not (j + 2 < len(d) and d[j] == d[j + 1] == d[j + 2]): j += 1
                        out += bytes([(256 - (j - i)) & 255]) + d[i:j]; i = j
                return out
            def pack(raw):
                if comp == 0: return raw
                t = raw[0::2] + raw[1::2]
                d = bytes([t[0]]) + bytes((t[i] - t[i - 1] + 128) & 255 for i in range(1, len(t)))
                p = rle(d) if comp == 1 else zlib.compress(d)
                return p if len(p) < len(raw) else raw
            step = 16 if comp == 3 else 1
            chunks = []
            for y in range(0, h, step):
                raw = b''.join(sample(value(n, x, yy)) for yy in range(y, min(y + step, h)) for n in names for x in range(w))
                p = pack(raw)
                chunks.append(struct.pack('<ii', y0 + y, len(p)) + p)
            at, table = len(head) + 8 * len(chunks), b''
            for c in chunks:
                table += struct.pack('<Q', at); at += len(c)
            open(f, 'wb').write(head + table + b''.join(chunks))
            """;
}
