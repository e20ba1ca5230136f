"""Photos for the demo, drawn and not fetched. No Django."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

PHOTO = (800, 600)


def drawn_photo(seed: int) -> bytes:
    """A drawn scene: a wall, a desk, some people. Differs by its seed and is the same for the same one."""
    dice = random.Random(seed)  # noqa: S311 (a picture, no secret)
    width, height = PHOTO
    wall = tuple(dice.randint(170, 235) for _ in range(3))
    image = Image.new("RGB", PHOTO, wall)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill=tuple(part - 60 for part in wall))
    board = (dice.randint(40, 120), 60, dice.randint(380, 520), 230)
    draw.rectangle(board, fill=(dice.randint(10, 60), dice.randint(70, 110), dice.randint(90, 130)))
    for line in range(4):
        top = board[1] + 30 + line * 34
        draw.rectangle((board[0] + 24, top, board[2] - dice.randint(30, 160), top + 12), fill="white")
    for person in range(dice.randint(2, 6)):
        left = 40 + person * 125 + dice.randint(0, 40)
        skin, cloth = (224, 172, 130), tuple(dice.randint(30, 200) for _ in range(3))
        draw.ellipse((left, 300, left + 60, 366), fill=skin)
        draw.rounded_rectangle((left - 22, 366, left + 84, 520), 24, fill=cloth)
    draw.rectangle((0, 500, width, 530), fill=(120, 84, 52))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()
