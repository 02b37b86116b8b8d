"""A printed sheet as a telephone sees it on a table: from the side, in poor light, a little out of focus."""

import io

from PIL import Image, ImageFilter, ImageOps

SIZE = (3264, 2448)  # pixels: eight megapixels, as the telephones of years ago
FROM_THE_SIDE = (1.0, 0.15, -44, -0.1, 1.05, 207, 0.00003, 0.00003)
TABLE = 60  # grey
DIM = (0.36, 58)  # contrast, and the grey that black becomes


def photographed(
    png: bytes, *, view: tuple[float, ...] = FROM_THE_SIDE, turn: float = 0, blur: float = 1.4, grain: int = 9,
    light: tuple[float, float] = DIM, size: tuple[int, int] = SIZE,
) -> Image.Image:  # fmt: skip
    """The page `png` on a dark table. `view`: coefficients of Pillow's PERSPECTIVE; turn: degrees; grain: noise."""
    page = Image.open(io.BytesIO(png)).convert("L")
    page = ImageOps.contain(page, (int(size[0] * 0.82), int(size[1] * 0.82)), Image.Resampling.LANCZOS)
    table = Image.new("L", size, TABLE)
    table.paste(page, ((size[0] - page.width) // 2, (size[1] - page.height) // 2))
    seen = table.transform(size, Image.Transform.PERSPECTIVE, view, Image.Resampling.BICUBIC, fillcolor=TABLE)
    seen = seen.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)
    seen = seen.filter(ImageFilter.GaussianBlur(blur)).point(lambda grey: grey * light[0] + light[1])
    noise = Image.effect_noise(seen.size, grain)
    return Image.blend(seen, noise, 0.18).convert("RGB")


def jpeg(photo: Image.Image, quality: int = 75, **more: object) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=quality, **more)
    return out.getvalue()
