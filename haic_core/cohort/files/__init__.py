"""A registry as a file: text with any delimiter, a workbook, an export of REDCap or cBioPortal; read as texts, with
the line each row stands on."""
