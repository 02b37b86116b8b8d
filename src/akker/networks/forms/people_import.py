from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akker.networks import columns
from akker.networks.spreadsheet import FIELDS


class UploadForm(columns.TableForm):
    file = columns.field(label=_("Spreadsheet with people"))


class ColumnsForm(columns.ColumnsForm):
    offers = FIELDS
