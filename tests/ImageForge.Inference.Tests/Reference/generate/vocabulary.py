"""A byte-pair vocabulary of a few hundred entries, learnt from the prompts used here, in the files of a CLIP tokenizer."""

import collections
import json
import pathlib

from nets import write_json

WORDS = """a red fox in the snow under tall pine trees at dawn; blurry, low quality, watermark. an old wooden boat on a
quiet lake, morning mist, soft light, painted in oil. a stone bridge over a river in autumn with golden leaves and a
lantern glowing near the water. two cats sleeping on a warm roof while rain falls in the city street below"""


def byte_characters():
    """The 256 characters that stand for bytes, in CLIP's order: printable ones for themselves, then the others."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(len(others))]


def learn(text, count):
    words = collections.Counter("".join(c if c.isalpha() else " " for c in text.lower()).split())
    split = {word: (*word[:-1], word[-1] + "</w>") for word in words}
    merges = []
    while len(merges) < count:
        pairs = collections.Counter()
        for word, parts in split.items():
            for pair in zip(parts, parts[1:]):
                pairs[pair] += words[word]
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        for word, parts in split.items():
            joined = []
            for part in parts:
                if joined and joined[-1] == best[0] and part == best[1]:
                    joined[-1] = best[0] + best[1]
                else:
                    joined.append(part)
            split[word] = tuple(joined)
    return merges


def write(folder, pad=None):
    folder = pathlib.Path(folder)
    merges = learn(WORDS, 100)
    letters = byte_characters()
    entries = letters + [letter + "</w>" for letter in letters] + ["".join(pair) for pair in merges]
    entries += ["<|startoftext|>", "<|endoftext|>"]
    if len(set(entries)) != len(entries):
        raise ValueError("an entry is there twice")
    folder.mkdir(parents=True, exist_ok=True)
    vocab = {entry: i for i, entry in enumerate(entries)}
    (folder / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    lines = ["#version: 0.2", *(" ".join(pair) for pair in merges), ""]
    (folder / "merges.txt").write_text("\n".join(lines), encoding="utf-8")
    start, end = "<|startoftext|>", "<|endoftext|>"
    write_json(folder / "special_tokens_map.json",
               {"bos_token": start, "eos_token": end, "pad_token": pad or end, "unk_token": end})
    write_json(folder / "tokenizer_config.json",
               {"add_prefix_space": False, "bos_token": start, "do_lower_case": True, "eos_token": end,
                "errors": "replace", "model_max_length": 77, "pad_token": pad or end,
                "tokenizer_class": "CLIPTokenizer", "unk_token": end})
    return len(entries)
