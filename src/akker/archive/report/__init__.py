"""What leaves this installation: a scenario of it, whole or of one network, or a backup of everything."""

from akker.archive.report.backup import backup
from akker.archive.report.files import beside, named
from akker.archive.report.scenario import NoSuchNetwork, network_at, scenario
from akker.archive.report.schema import schema

__all__ = ["beside", "named", "NoSuchNetwork", "backup", "network_at", "scenario", "schema"]
