//! Counts of the 256 tones, and the quantiles they answer.

/// How often each tone occurs.
pub(super) struct Histogram {
    counts: [u64; 256],
    count: u64,
}

impl Histogram {
    pub(super) fn of(tones: impl IntoIterator<Item = u8>) -> Self {
        let mut counts = [0; 256];
        for tone in tones {
            counts[usize::from(tone)] += 1;
        }
        Self {
            counts,
            count: counts.iter().sum(),
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// The lowest tone that at least `share` of all do not exceed; 0 where there are none.
    pub(super) fn quantile(&self, share: f64) -> u8 {
        let wanted = (self.count as f64 * share).ceil() as u64;
        let mut seen = 0;
        for (tone, count) in (0..=u8::MAX).zip(self.counts) {
            seen += count;
            if seen >= wanted.max(1) {
                return tone;
            }
        }
        0
    }

    pub(super) fn median(&self) -> u8 {
        self.quantile(0.5)
    }

    pub(super) fn mean(&self) -> f64 {
        let sum: u64 = (0..)
            .zip(self.counts)
            .map(|(tone, count): (u64, u64)| tone * count)
            .sum();
        sum as f64 / self.count.max(1) as f64
    }
}
