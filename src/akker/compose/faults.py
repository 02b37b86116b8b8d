"""What swaps and moves between two rows do to the rules; see pairs.py for the shapes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from akker.compose.board import Bools, Ints
from akker.compose.layout import Layout, Limit, Whole

Small = NDArray[np.int16]


class RulesOfPairs:
    """How many rules more, or fewer, each swap and move breaks.

    What is known of each person lies in one array, (kinds, p, 2w), so that a swap exchanges all of it in one go.
    """

    def __init__(self, layout: Layout, who: Ints, rows: tuple[Ints, Ints], a: Ints, b: Ints) -> None:
        self.layout, self.rows = layout, rows
        w = self.w = layout.width
        limits, needs, ties = len(layout.limits), len(layout.needs), len(layout.together)
        self.known: Small = np.zeros((1 + 3 * limits + needs + 3 * ties, *who.shape), dtype=np.int16)
        self.worse = self.known[0]
        self.codes = self.known[1 : 1 + limits]
        self.alike = self.known[1 + limits : 1 + 3 * limits].reshape(2, limits, *who.shape)
        after = 1 + 3 * limits
        self.has = self.known[after : after + needs]
        self.ties = self.known[after + needs : after + needs + ties]
        self.tied = self.known[after + needs + ties :].reshape(2, ties, *who.shape)
        if layout.barred is not None:
            self.worse[:] = layout.barred[who, b]
            self.worse -= layout.barred[who, a]
        for place, limit in enumerate(layout.limits):
            self.codes[place] = limit.codes[who]
            self.alike[:, place] = counts(self.codes[place], w)
        for place, need in enumerate(layout.needs):
            self.has[place] = need.has[who]
        for place, codes in enumerate(layout.together):
            self.ties[place] = codes[who]
            self.tied[:, place] = counts(self.ties[place], w)
        self.most = [[_narrow(limit, each) for each in rows] for limit in layout.limits]
        self.least = np.array([[need.least[each] for each in rows] for need in layout.needs]).reshape(
            needs, 2, len(who)
        )
        self.there = np.stack((self.has[:, :, :w].sum(2), self.has[:, :, w:].sum(2)), axis=1)
        self.has_ties = bool((self.ties >= 0).any())

    # --- one person going over, everybody else staying ----------------------------------------------------------

    def alone(self) -> tuple[Small, Small]:
        """What each person of the first row breaks by going over, and each of the second; (p, w) twice."""
        w = self.w
        out_a, out_b = self.worse[:, :w].copy(), -self.worse[:, w:]
        for place in range(len(self.codes)):
            over_a, over_b = self._over(place)
            out_a += over_a
            out_b += over_b
        for has, over, back in zip(self.has, *self._lack(), strict=True):
            out_a += has[:, :w] * over[:, None]
            out_b += has[:, w:] * back[:, None]
        if self.has_ties:
            for codes, tied_a, tied_b in zip(self.ties, *self.tied, strict=True):
                out_a += tied_a[:, :w] - tied_b[:, :w] - (codes[:, :w] >= 0)
                out_b += tied_b[:, w:] - tied_a[:, w:] - (codes[:, w:] >= 0)
        return out_a, out_b

    def _over(self, place: int) -> tuple[Small, Small]:
        w, known = self.w, self.codes[place] >= 0
        (alike_a, alike_b), (most_a, most_b) = self.alike[:, place], self.most[place]
        to_b = (alike_b[:, :w] >= most_b).astype(np.int16) - (alike_a[:, :w] > most_a)
        to_a = (alike_a[:, w:] >= most_a).astype(np.int16) - (alike_b[:, w:] > most_b)
        return to_b * known[:, :w], to_a * known[:, w:]

    def _lack(self) -> tuple[Small, Small]:
        """(needs, p) twice: what it breaks when one who has it goes over from the first row, and from the second."""
        there_a, there_b = self.there[:, 0], self.there[:, 1]
        least_a, least_b = self.least[:, 0], self.least[:, 1]
        over = (there_a <= least_a).astype(np.int16) - (there_b < least_b)
        back = (there_b <= least_b).astype(np.int16) - (there_a < least_a)
        return over, back

    # --- two people changing places -----------------------------------------------------------------------------

    def swap_faults(self) -> Small:
        """(p, w, w): how many rules more each swap breaks."""
        w = self.w
        alone_a, alone_b = self.alone()
        total: Small = alone_a[:, :, None] + alone_b[:, None, :]
        for place, codes in enumerate(self.codes):
            over_a, over_b = self._over(place)
            if over_a.any() or over_b.any():  # two of one value change nothing between them
                same = codes[:, :w, None] == codes[:, None, w:]
                total -= (over_a[:, :, None] + over_b[:, None, :]) * same
        if len(self.has):
            total -= self._both_have()
        if self.has_ties:
            for codes in self.ties:
                total += 2 * ((codes[:, :w, None] == codes[:, None, w:]) & (codes[:, :w, None] >= 0)).astype(np.int16)
        return total

    def _both_have(self) -> Small:
        """Two who both have it change nothing between them. Whole numbers this small make an exact float product."""
        w = self.w
        over, back = self._lack()
        left = (self.has[:, :, :w] * (over + back)[:, :, None]).astype(np.float32)
        right = self.has[:, :, w:].astype(np.float32)
        product = np.matmul(left.transpose(1, 2, 0), right.transpose(1, 0, 2))
        return np.asarray(product, dtype=np.int16)

    def move_faults(self) -> Ints:
        """(p, 2w): how many rules more each move breaks, sizes not counted."""
        return np.concatenate(self.alone(), axis=1).astype(np.int64)

    def swap(self, which: Ints, i: Ints, j: Ints) -> None:
        for place in range(len(self.codes)):
            _recount(self.codes[place], self.alike[:, place], which, i, j)
        if self.has_ties:
            for place in range(len(self.ties)):
                _recount(self.ties[place], self.tied[:, place], which, i, j)
        change = self.has[:, which, j] - self.has[:, which, i]
        self.there[:, 0, which] += change
        self.there[:, 1, which] -= change
        kept = self.known[:, which, i]
        self.known[:, which, i] = self.known[:, which, j]
        self.known[:, which, j] = kept


def _narrow(limit: Limit, rows: Ints) -> Small:
    return np.minimum(limit.limits[rows], 1 << 14).astype(np.int16)[:, None]


def counts(codes: Small, w: int) -> Small:
    """(2, p, 2w): how many in the first row, and in the second, share the code of each person; 0 for who has none."""
    if not (codes >= 0).any():
        return np.zeros((2, *codes.shape), dtype=np.int16)
    same = (codes[:, :, None] == codes[:, None, :]).view(np.int8)
    here = np.stack((same[:, :, :w].sum(2, dtype=np.int16), same[:, :, w:].sum(2, dtype=np.int16)))
    return np.asarray(here * (codes >= 0), dtype=np.int16)


def _recount(codes: Small, shared: Small, which: Ints, i: Ints, j: Ints) -> None:
    some = codes[which]
    of_i, of_j = codes[which, i][:, None], codes[which, j][:, None]
    change = ((some == of_j) & (of_j >= 0)).astype(np.int16) - ((some == of_i) & (of_i >= 0))
    shared[0][which] += change
    shared[1][which] -= change


def exchange(values: Whole | Ints | Bools, which: Ints, i: Ints, j: Ints) -> None:
    kept = values[which, i]
    values[which, i] = values[which, j]
    values[which, j] = kept
