from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akker.networks import columns
from akker.recruit.columns import COLUMNS


class UploadForm(columns.TableForm):
    file = columns.field(label=_("Spreadsheet with candidates"))


class ColumnsForm(columns.ColumnsForm):
    offers = COLUMNS

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not self.errors and "email" not in values.values():
            raise forms.ValidationError(_("Say which column holds the e-mail addresses."))
        return values
