"""What can go wrong, as a tree; each error is also the builtin that fits it.

GeomapError
├── CorpusError (ValueError)       a report or a folder of reports cannot be read
├── GazetteerError (ValueError)    a gazetteer file is wrong; the message names file and line
├── DateError (ValueError)         a date is not EDTF, or not in the part of it geomap reads
├── TableError (ValueError)        a table of events breaks the event record
└── ExportError (OSError)          a file cannot be written
"""


class GeomapError(Exception):
    """The root of all errors that geomap raises on purpose."""


class CorpusError(GeomapError, ValueError):
    """A report, or a folder of reports, cannot be read."""


class GazetteerError(GeomapError, ValueError):
    """A gazetteer file breaks the format; the message names file and line."""


class DateError(GeomapError, ValueError):
    """A date is not EDTF, or not in the part of EDTF that geomap reads."""


class TableError(GeomapError, ValueError):
    """A table of events breaks the contract of the event record."""


class ExportError(GeomapError, OSError):
    """A file cannot be written."""
