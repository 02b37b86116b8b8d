from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akker.documents.tables import Table, UnreadableTable
from akker.documents.tables import read as read_table

MOST_BYTES = 2 * 2**20
MOST_ROWS = 1000


class SheetForm(forms.Form):
    """A small spreadsheet; `cleaned_data["file"]` is its Table."""

    file = forms.FileField(
        label=_("Spreadsheet"), help_text=_("Excel (.xlsx) or CSV, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )  # fmt: skip

    file_name = ""

    def clean_file(self) -> Table:
        file: UploadedFile = self.cleaned_data["file"]
        self.file_name = file.name or ""
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large: 2 MB and 1,000 rows fit."))
        try:
            return read_table(self.file_name, file.read(), limit_rows=MOST_ROWS, unnamed=gettext("Column {letter}"))
        except UnreadableTable as refusal:
            raise forms.ValidationError(
                _("This file cannot be read as a table. Save it as Excel (.xlsx) or CSV and try again.")
            ) from refusal


class ChangesForm(forms.Form):
    """The sheet as it was looked through, once more, to be carried out."""

    said = forms.JSONField(widget=forms.HiddenInput)

    def clean_said(self) -> Table:
        """Raises: ValidationError for anything but a header and rows of texts as wide."""
        said = self.cleaned_data["said"]
        said = said if isinstance(said, dict) else {}
        found = said.get("rows")
        rows: list[Any] = [said.get("header"), *(found if isinstance(found, list) else [None])]
        is_sound = all(isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in rows)
        if not is_sound or len(rows) > MOST_ROWS or len({len(row) for row in rows}) != 1:
            raise forms.ValidationError(_("This is not the sheet that was looked through. Bring it in once more."))
        return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))
