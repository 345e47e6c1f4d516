namespace ImageForge.Imaging.Png;

/// <summary>The CRC of PNG chunks (ISO 3309, reflected polynomial 0xEDB88320), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = Build();

    public static uint Start => 0xFFFFFFFF;

    public static uint Append(uint crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= 8)
        {
            uint low = crc ^ (data[0] | ((uint)data[1] << 8) | ((uint)data[2] << 16) | ((uint)data[3] << 24));
            crc =
                Table[(7 * 256) + (int)(low & 0xFF)]
                ^ Table[(6 * 256) + (int)((low >> 8) & 0xFF)]
                ^ Table[(5 * 256) + (int)((low >> 16) & 0xFF)]
                ^ Table[(4 * 256) + (int)(low >> 24)]
                ^ Table[(3 * 256) + data[4]]
                ^ Table[(2 * 256) + data[5]]
                ^ Table[256 + data[6]]
                ^ Table[data[7]];
            data = data[8..];
        }

        foreach (byte b in data)
        {
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        }

        return crc;
    }

    public static uint Finish(uint crc) => ~crc;

    private static uint[] Build()
    {
        uint[] table = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            uint c = i;
            for (int k = 0; k < 8; k++)
            {
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[i] = c;
        }

        for (int k = 1; k < 8; k++)
        {
            for (int i = 0; i < 256; i++)
            {
                uint before = table[((k - 1) * 256) + i];
                table[(k * 256) + i] = table[before & 0xFF] ^ (before >> 8);
            }
        }

        return table;
    }
}
