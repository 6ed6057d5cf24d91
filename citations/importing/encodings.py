"""Text whose UTF-8 bytes were read in another encoding before the file was written: “childrenâ€™s” or “children‚Äôs” for
“children’s”. It is found by the sequences that this leaves behind, and put right where that is certain."""

import re
from collections.abc import Iterator

# Encodings that UTF-8 is mistaken for. Bytes that Windows-1252 leaves open stand for themselves, as programs read them.
_MISTAKEN_FOR = ("cp1252", "mac_roman", "latin-1")
# What such a sequence stands for: the letters and signs of Latin-1, letters of other Latin alphabets, and typographic signs.
_EXPECTED = re.compile("[\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u2122]")
# Pairs that are good text as they stand: a letter before a typographic sign (“CAFÉ–BAR”, „Ä“), a root before what it is taken of.
_GOOD_PAIR = re.compile(r"[^\W\d_][“”‘’‚„–—…«»‹›™]|√[π∞Ω∑∏∂∫µ]")


class _Mistake:
    """One encoding that UTF-8 was read in."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        characters = [self._character(byte) for byte in range(256)]
        self._bytes = {ord(character): byte for byte, character in enumerate(characters)}
        follow = f"[{''.join(map(re.escape, characters[0x80:0xC0]))}]"
        leads = ((0xC2, 0xE0, 1), (0xE0, 0xF0, 2), (0xF0, 0xF5, 3))
        self.sequence = re.compile(
            "|".join(f"[{''.join(map(re.escape, characters[low:high]))}]{follow}{{{count}}}" for low, high, count in leads)
        )

    def _character(self, byte: int) -> str:
        try:
            return bytes([byte]).decode(self.codec)
        except UnicodeDecodeError:
            return chr(byte)

    def undone(self, text: str) -> str | None:
        """The text read as UTF-8 after all; None where not all of it can be."""
        try:
            return bytes([self._bytes[ord(character)] for character in text]).decode()
        except (KeyError, UnicodeDecodeError):
            return None

    def sequences(self, text: str) -> Iterator[tuple[str, str]]:
        """What the mistake left in the text, each with the sign it stands for. What may be good text is left out."""
        for found in self.sequence.finditer(text):
            sequence = found.group()
            sign = self.undone(sequence)
            if sign is not None and _EXPECTED.fullmatch(sign) and not _GOOD_PAIR.fullmatch(sequence):
                yield sequence, sign


_MISTAKES = tuple(map(_Mistake, _MISTAKEN_FOR))


def broken_sequences(text: str) -> list[tuple[str, str]]:
    """What a wrong encoding left in the text, each with the sign that it stands for: [("‚Äô", "’")]. Empty in good text."""
    if text.isascii():
        return []
    return next((found for mistake in _MISTAKES if (found := list(mistake.sequences(text)))), [])


def mended(text: str) -> str:
    """The text with a wrong encoding undone, where that is certain: all of the cell reads as UTF-8 then, and nothing unexpected
    is in it. Any other text as it is, accents and all."""
    if text.isascii():
        return text
    for mistake in _MISTAKES:
        found = list(mistake.sequences(text))
        whole = mistake.undone(text) if found else None
        if whole is not None and _only_expected(whole) and not broken_sequences(whole):
            return whole
    return text


def _only_expected(text: str) -> bool:
    return all(character.isascii() or _EXPECTED.match(character) for character in text)
