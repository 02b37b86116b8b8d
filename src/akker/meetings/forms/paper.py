from __future__ import annotations

import re
from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from akker.journey import picture

MOST_BYTES = 10 * 2**20
# Ending -> the first bytes that such a file has; none: text.
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",), ".docx": (b"PK\x03\x04",), ".xlsx": (b"PK\x03\x04",), ".pptx": (b"PK\x03\x04",),
    ".odt": (b"PK\x03\x04",), ".ods": (b"PK\x03\x04",), ".odp": (b"PK\x03\x04",), ".txt": (), ".md": (), ".csv": (),
}  # fmt: skip
PICTURES = (".jpg", ".jpeg", ".png", ".webp")


class PaperForm(forms.Form):
    """A file for a meeting; once valid, `content` is what will be kept and `called` its name."""

    file = forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ",".join([*KINDS, *PICTURES])}),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, text or a picture, at most 10 MB."),
    )  # fmt: skip

    content = b""
    called = ""

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB."))
        path = PurePath(re.sub(r"[\x00-\x1f\x7f/\\\"]", " ", file.name or "").strip() or "-")
        self.content, self.called = file.read(), f"{path.stem[:190]}{path.suffix.lower()}"
        if path.suffix.lower() in PICTURES:
            self._as_picture(path)
        elif not _is_what_it_says(self.content, path.suffix.lower()):
            raise forms.ValidationError(_("This is no file of a kind that we keep."))
        return file

    def _as_picture(self, path: PurePath) -> None:
        """A picture is encoded anew: place, time and camera of the old file go."""
        try:
            picture.look(self.content)
            self.content = picture.cleaned(picture.decoded(self.content)).data
        except (picture.TooHeavy, picture.NoPicture, picture.TooManyPixels) as damage:
            raise forms.ValidationError(_("This picture could not be read.")) from damage
        self.called = f"{path.stem[:190]}.jpg"


def _is_what_it_says(data: bytes, ending: str) -> bool:
    if ending not in KINDS:
        return False
    starts = KINDS[ending]
    return any(data.startswith(each) for each in starts) if starts else b"\x00" not in data[:8192]
