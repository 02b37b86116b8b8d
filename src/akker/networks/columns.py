"""A table from outside as a form takes it: the file, and what each of its columns holds.

For every room that reads people from a spreadsheet; what its columns can hold is the room's own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akker.documents.tables import Table, UnreadableTable
from akker.documents.tables import read as read_table
from akker.networks.spreadsheet import NAMING

MOST_BYTES = 5 * 2**20
MOST_ROWS = 20_000
MOST_CHARACTERS = 10_000_000  # a small workbook can unpack to very much text
LEAVE_OUT = "-"
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # what a database refuses, or nobody can see
REFUSALS = {
    "empty": _("There is nothing in this file."),
    "not_a_table": _("This file holds no table. Save your sheet as Excel (.xlsx) or CSV and try again."),
    "not_a_workbook": _("This workbook cannot be read. Save it once more as Excel (.xlsx) or CSV and try again."),
    "old_workbook": _("This is a workbook from before 2007. Save it as Excel (.xlsx) or CSV and try again."),
    "locked_workbook": _("This workbook has a password. Save it without one and try again."),
    "too_big": _("This file is too large: 5 MB and 20,000 rows fit."),
    "too_many_rows": _("This file has too many rows: 20,000 fit."),
    "too_many_columns": _("This file has too many columns: 200 fit."),
}


field = partial(  # a room labels it
    forms.FileField,
    help_text=_("Excel (.xlsx) or CSV, one person to a row, at most 5 MB."),
    widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
)


class TableForm(forms.Form):
    """A file with people, in a `field`; `cleaned_data["file"]` is its Table."""

    file_name = ""

    def clean_file(self) -> Table:
        file: UploadedFile = self.cleaned_data["file"]
        self.file_name = UNFIT.sub(" ", file.name or "")
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(REFUSALS["too_big"])
        try:
            table = read_table(self.file_name, file.read(), limit_rows=MOST_ROWS, unnamed=gettext("Column {letter}"))
        except UnreadableTable as refusal:
            raise forms.ValidationError(REFUSALS[refusal.reason_key]) from refusal
        return _checked(table)


def _checked(table: Table) -> Table:
    if not table.rows:
        raise forms.ValidationError(_("This file has headers only: there is nobody in it."))
    if sum(len(cell) for row in table.rows for cell in row) > MOST_CHARACTERS:
        raise forms.ValidationError(REFUSALS["too_big"])
    return replace(table, header=_fit(table.header), rows=tuple(_fit(row) for row in table.rows))


def _fit(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(UNFIT.sub(" ", cell.replace("\r\n", "\n")) for cell in cells)


class ColumnsForm(forms.Form):
    """What each column of a file holds; `mapping` gives it as the reader of a room wants it."""

    offers: ClassVar[Mapping[str, Promise]] = {}  # what a column can hold

    def __init__(
        self, *args: Any, header: Sequence[str], samples: Sequence[Sequence[str]], mapping: Sequence[str], **kwargs: Any
    ) -> None:
        """Takes c names, for each column some of its cells, and c guesses."""
        super().__init__(*args, **kwargs)
        choices = [(LEAVE_OUT, _("Leave out")), *self.offers.items()]
        for index, (name, cells) in enumerate(zip(header, samples, strict=True)):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=Truncator(name).chars(60),
                choices=choices,
                initial=mapping[index] or LEAVE_OUT,
                help_text=" · ".join(Truncator(" ".join(cell.split())).chars(30) for cell in cells)
                or _("nothing in it"),
            )

    @property
    def mapping(self) -> list[str]:
        chosen = (self.cleaned_data[name] for name in self.fields)
        return ["" if field == LEAVE_OUT else field for field in chosen]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        chosen = list(values.values())
        for name, what in list(values.items()):
            if what != LEAVE_OUT and chosen.count(what) > 1:
                self.add_error(name, _("Two columns cannot both be this. Leave one out."))
        if not self.errors and not set(chosen) & set(NAMING):
            raise forms.ValidationError(_("Say which column holds the names."))
        return self.cleaned_data
