"""Records what transformers' CLIPTokenizer makes of random prompts. Writes one line of JSON a prompt: `codepoints`, `end` (ids
without both ends where the end pads) and `bang` (where `!` does).

    python3 generate.py FOLDER COUNT > cases.jsonl      FOLDER has vocab.json and merges.txt
"""

import json
import random
import sys
import unicodedata

from transformers import CLIPTokenizer

FOLDER, COUNT = sys.argv[1], int(sys.argv[2])
WORDS = ["snow", "a", "The", "river's", "don't", "we'll", "I'M", "castle", "12", "3.5", "!", "!!", "'", "''", "<|endoftext|>",
         "<|startoftext|>", "<|ENDOFTEXT|>", "caf\u00e9", "e\u0301", "\u1e9e", "\u0130x", "\u03a3", "(a:1.2)", "...", "\ud55c\uae00", "\u1112\u1161\u11ab"]
SPACES = [" ", "  ", "\t", "\n", "\u00a0", "\u3000", "\u2028", "\u0085", "\u200b", "\ufeff", ""]
RANGES = [(0x20, 0x7F), (0xA0, 0x250), (0x300, 0x370), (0x370, 0x530), (0x590, 0x700), (0x900, 0xE80), (0x1100, 0x1200),
          (0x1E00, 0x2000), (0x2000, 0x2200), (0x3040, 0x3400), (0x4E00, 0x4F00), (0xA640, 0xA7C0), (0xAC00, 0xAD00),
          (0xF900, 0xFB50), (0xFE20, 0xFE30), (0xFF00, 0xFFF0), (0x10400, 0x10450), (0x11100, 0x11350), (0x1D100, 0x1D200),
          (0x1D400, 0x1D500), (0x1F300, 0x1F600), (0x2F800, 0x2FA20)]


def point(chance):
    """A code point that Unicode had in version 13, the tokenizers' own; marks often, since they move and combine."""
    while True:
        low, high = chance.choice(RANGES)
        value = chr(chance.randrange(low, high))
        if unicodedata.category(value) not in ("Cn", "Cs", "Co"):
            return value


def prompt(chance):
    parts = []
    for _ in range(chance.randrange(1, 9)):
        kind = chance.randrange(4)
        if kind == 0:
            parts.append(chance.choice(WORDS))
        elif kind == 1:
            parts.append("".join(point(chance) for _ in range(chance.randrange(1, 6))))
        elif kind == 2:
            parts.append(chance.choice("aeoAEOuc\u00fc\u01b0\u03b1\u0915\u0b92\u1b05") + "".join(
                chr(chance.choice([0x300, 0x301, 0x302, 0x307, 0x308, 0x323, 0x327, 0x328, 0x345, 0x5B0, 0x93C, 0x1B35, 0x1D165]))
                for _ in range(chance.randrange(1, 5))))
        else:
            parts.append(unicodedata.normalize("NFD", point(chance) + point(chance)))
        parts.append(chance.choice(SPACES))
    return "".join(parts)


chance = random.Random(7)
end = CLIPTokenizer.from_pretrained(FOLDER, pad_token="<|endoftext|>")
bang = CLIPTokenizer.from_pretrained(FOLDER, pad_token="!")
for _ in range(COUNT):
    text = prompt(chance)
    print(json.dumps({
        "codepoints": [ord(c) for c in text],
        "end": end(text)["input_ids"][1:-1],
        "bang": bang(text)["input_ids"][1:-1],
    }, separators=(",", ":")))
