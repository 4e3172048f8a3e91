"""The Finnish Service Catalogue (PTV): its general descriptions of municipal services as services of ours."""

from verkstad.services.ptv.importing import import_descriptions
from verkstad.services.ptv.report import Report
from verkstad.services.ptv.source import BrokenFile

__all__ = ["BrokenFile", "Report", "import_descriptions"]
