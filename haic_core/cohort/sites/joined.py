"""The counts of several hospitals joined: compared within the sites, drawn by site and together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from haic_core.cohort.counts import Arm
from haic_core.cohort.estimates.arms import together
from haic_core.cohort.estimates.compared import LogRank, stratified_log_rank
from haic_core.cohort.estimates.cox import HazardRatio, breslow_cox, stratified_cox
from haic_core.cohort.sites.counts_file import CountsFile, plain
from haic_core.cohort.sites.heterogeneity import Heterogeneity, heterogeneity
from haic_core.words.refusal import Refusal, shown

MOST_SITES = 200
DEFINITIONS = ("endpoint", "clock", "unit")


@dataclass(frozen=True, slots=True)
class Joined:
    """Several sites as one. arms: each group over all sites. log_rank and ratios: groups compared within sites only,
    ratios against ``reference``, site by site in ``by_site`` (none where a site has no such group).

    differing: how far the ratios of the sites differ. between: the log-rank test of the sites within each group, for
    whether the curves of one group differ by site. same: sites whose counts are the same in every cell.
    """

    files: tuple[CountsFile, ...]
    arms: tuple[Arm, ...]
    reference: str
    log_rank: LogRank | None
    ratios: tuple[HazardRatio, ...]
    by_site: tuple[tuple[HazardRatio, ...], ...]
    differing: tuple[Heterogeneity, ...]
    between: LogRank | None
    same: tuple[tuple[str, ...], ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What is doubtful of what came, in a sentence each."""
        return tuple(
            f"{', '.join(map(shown, sites[:-1]))} and {shown(sites[-1])} sent counts that are the same in every cell: "
            "are these the same patients under several names? Here they count more than once."
            for sites in self.same
        )


def joined(files: Sequence[CountsFile], reference: str | None = None) -> Joined:
    """Some sites joined; the reference is the group of most patients unless another is asked for.

    Raises Refusal where there are fewer than two, a site stands twice, their definitions differ, or nobody has the
    reference.
    """
    _joinable(files)
    files = _named_alike(files)
    groups: dict[str, list[Arm]] = defaultdict(list)
    for file in files:
        for arm in file.arms:
            groups[arm.group].append(arm)
    arms = tuple(together(groups[name], name) for name in sorted(groups))
    against = reference if reference is not None else max(arms, key=lambda arm: arm.n).group
    if against not in groups:
        raise Refusal(
            f"No site has a group {shown(against)}; there are {', '.join(sorted(groups))}.",
            found=against,
            allowed=", ".join(sorted(groups)),
        )
    strata = [file.arms for file in files]
    by_site = tuple(_within(file, against) for file in files)
    ratios = stratified_cox(strata, against)
    alike = [[one for site in by_site for one in site if one.group == ratio.group] for ratio in ratios]
    found = [heterogeneity(one) for one in alike if one]
    return Joined(
        tuple(files),
        arms,
        against,
        stratified_log_rank(strata),
        ratios,
        by_site,
        tuple(one for one in found if one is not None),
        stratified_log_rank([of_group(files, name) for name in sorted(groups)]),
        _same(files),
    )


def _same(files: Sequence[CountsFile]) -> tuple[tuple[str, ...], ...]:
    """Sites that sent the same groups with the same cells; their order makes no difference."""
    sites: dict[frozenset[Arm], list[str]] = defaultdict(list)
    for file in files:
        sites[frozenset(file.arms)].append(file.site)
    return tuple(tuple(names) for names in sites.values() if len(names) > 1)


def _named_alike(files: Sequence[CountsFile]) -> list[CountsFile]:
    """The files with each group called as the first of them calls it, whatever its letters' case and spaces."""
    first: dict[str, str] = {}
    for file in files:
        for arm in file.arms:
            first.setdefault(plain(arm.group), arm.group)
    return [
        replace(file, arms=tuple(replace(arm, group=first[plain(arm.group)]) for arm in file.arms)) for file in files
    ]


def _within(file: CountsFile, reference: str) -> tuple[HazardRatio, ...]:
    return breslow_cox(file.arms, reference) if any(arm.group == reference for arm in file.arms) else ()


def of_group(files: Sequence[CountsFile], group: str) -> list[Arm]:
    """One group as arms named by their sites."""
    return [Arm(file.site, arm.cells) for file in files for arm in file.arms if arm.group == group]


def _joinable(files: Sequence[CountsFile]) -> None:
    if not 2 <= len(files) <= MOST_SITES:
        found = f"{len(files)} counts file{'' if len(files) == 1 else 's'}"
        raise Refusal(
            f"Joining needs the counts files of 2 to {MOST_SITES} sites, but {found} came.",
            found=found,
            allowed=f"2 to {MOST_SITES}",
        )
    sites = [plain(file.site) for file in files]
    for file, site in zip(files, sites):
        if sites.count(site) > 1:
            raise Refusal(
                f"The site {shown(file.site)} came more than once; its patients would count twice.", found=file.site
            )
    for what in DEFINITIONS:
        _one_definition(files, what)


def _one_definition(files: Sequence[CountsFile], what: str) -> None:
    """Raises Refusal where the sites define something differently; letters' case and spaces make no difference."""
    told: dict[str, str] = {}
    sites: dict[str, list[str]] = defaultdict(list)
    for file in files:
        said: str = getattr(file, what)
        told.setdefault(plain(said), said)
        sites[plain(said)].append(file.site)
    if len(told) > 1:
        apart = "; ".join(f"{shown(told[said])} at {', '.join(sites[said])}" for said in told)
        raise Refusal(
            f"The sites differ in their {what}: {apart}. Counts of different definitions are not joined; where they "
            "mean the same, let the files say it in the same words.",
            place=what,
            found=apart,
            allowed=f"one {what} for all sites",
        )
