"""Which way up: cameras leave a picture as it fell on the sensor, and tell how."""

from __future__ import annotations

from PIL import Image

#: of EXIF (CIPA DC-008, 4.6.5)
ORIENTATION = 0x0112
AS_IT_IS = 1
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LYING = (5, 6, 7, 8)


def lies_on_its_side(image: Image.Image) -> bool:
    """Whether width and height of the picture change places when it is upright."""
    return _orientation(image) in LYING


def upright(image: Image.Image) -> Image.Image:
    """The picture as its photographer saw it."""
    turn = TURNS.get(_orientation(image))
    return image if turn is None else image.transpose(turn)


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, AS_IT_IS))
    except MemoryError:
        raise
    # broken EXIF, in any of its many ways, is no reason to refuse the picture
    except Exception:  # noqa: BLE001
        return AS_IT_IS
