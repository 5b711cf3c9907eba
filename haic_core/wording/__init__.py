"""Every sentence a person reads, made from records, so that one place can be translated or corrected.

Screens, slides, sheets and answers take their words from here and add none of their own about a patient.
"""
