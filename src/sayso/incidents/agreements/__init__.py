"""Agreements in one report and over many: parties by signature and claimant, steps, disputes."""

from sayso.incidents.agreements.in_report import agreements_of, disputes_of

__all__ = ["agreements_of", "disputes_of"]
