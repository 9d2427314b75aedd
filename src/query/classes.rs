//! Classes of values, as a map of regions colours them.
//!
//! Equal values are always in one class, so that there are never more classes than distinct values.

#[cfg(test)]
mod tests;

use crate::order::ascending;

/// How values are put into classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// As many values in each class as equal ones allow.
    Quantile,
    /// Steps of one width from the least value to the greatest.
    Equal,
    /// Where the values leave gaps: the sum of the squared differences from the means of the classes is the least there is.
    ///
    /// Sources: Fisher, "On grouping for maximum homogeneity" (Journal of the American Statistical Association 53, 1958),
    /// whose dynamic programming finds it exactly; Jenks, "Optimal data classification for choropleth maps" (University of
    /// Kansas, 1977), who brought it to maps.
    #[default]
    Natural,
}

impl Method {
    /// The word of each.
    pub const ALL: [(&'static str, Self); 3] = [
        ("natural", Self::Natural),
        ("quantile", Self::Quantile),
        ("equal", Self::Equal),
    ];

    /// The one that goes by a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, _)| *known == word);
        found.map(|(_, method)| *method)
    }
}

/// Classes of values, from the lowest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Classes {
    /// The least value.
    pub least: f64,
    /// The end of each class, which is in it; the next one begins above.
    pub uppers: Vec<f64>,
    /// How many values each class has.
    pub members: Vec<usize>,
}

/// A value, and how many values are equal to it or below.
type Distinct = (f64, usize);

impl Classes {
    /// At most so many classes of the finite ones among values; none where there are none.
    pub fn of(values: &[f64], method: Method, most: usize) -> Self {
        let distinct = distinct(values);
        let (Some((least, _)), Some((greatest, _))) = (distinct.first(), distinct.last()) else {
            return Self::default();
        };
        let count = most.clamp(1, distinct.len());
        let ends = match method {
            Method::Quantile => quantile_ends(&distinct, count),
            Method::Natural => natural_ends(&distinct, count),
            Method::Equal => Vec::new(),
        };
        let value = |end: &usize| distinct.get(*end).map(|(value, _)| *value);
        let mut uppers: Vec<f64> = match method {
            Method::Equal => steps(*least, *greatest, count),
            _ => ends.iter().filter_map(value).collect(),
        };
        uppers.push(*greatest);
        let mut classes = Self {
            least: *least,
            members: vec![0; uppers.len()],
            uppers,
        };
        for value in values.iter().filter(|value| value.is_finite()) {
            let class = classes.class_of(*value);
            if let Some(members) = class.and_then(|class| classes.members.get_mut(class)) {
                *members += 1;
            }
        }
        classes
    }

    /// The class of a value; `None` for one that is outside of all.
    pub fn class_of(&self, value: f64) -> Option<usize> {
        let class = self.uppers.iter().position(|upper| value <= *upper);
        class.filter(|_| value >= self.least)
    }

    /// How many classes there are.
    pub fn len(&self) -> usize {
        self.uppers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.uppers.is_empty()
    }
}

/// The finite ones among values in ascending order, equal ones once.
fn distinct(values: &[f64]) -> Vec<Distinct> {
    let mut distinct: Vec<Distinct> = Vec::new();
    let mut before = 0;
    for at in ascending(values) {
        let Some(value) = values.get(at).filter(|value| value.is_finite()) else {
            continue;
        };
        before += 1;
        match distinct.last_mut().filter(|last| last.0 == *value) {
            Some(last) => last.1 = before,
            None => distinct.push((*value, before)),
        }
    }
    distinct
}

/// The ends of all steps but the last.
fn steps(least: f64, greatest: f64, count: usize) -> Vec<f64> {
    // Halves, as the difference may be too large for a number.
    let half = 0.5 * greatest - 0.5 * least;
    let end = |step: usize| least + 2.0 * (half / count as f64 * step as f64);
    (1..count)
        .map(|step| end(step).clamp(least, greatest))
        .collect()
}

/// The last value of all classes but the last: those with the numbers of values up to them that are the nearest to even.
fn quantile_ends(distinct: &[Distinct], count: usize) -> Vec<usize> {
    let all = distinct.last().map_or(0, |last| last.1);
    let inner = distinct.len().saturating_sub(1);
    let mut ends: Vec<usize> = Vec::new();
    for class in 1..count {
        let distance = |end: &usize| {
            let before = distinct.get(*end).map_or(0, |value| value.1);
            (before * count).abs_diff(all * class)
        };
        let nearest = (0..inner).min_by_key(distance);
        ends.extend(nearest.filter(|end| ends.last() < Some(end)));
    }
    ends
}

/// Sums over the first values, so that a class costs the same whatever its size.
struct Sums {
    /// How many, their sum, and that of their squares.
    up_to: Vec<(f64, f64, f64)>,
}

impl Sums {
    fn of(distinct: &[Distinct]) -> Self {
        let all = distinct.last().map_or(1, |last| last.1).max(1) as f64;
        let mut before = 0;
        let mut weighted = Vec::with_capacity(distinct.len());
        for (value, up_to) in distinct {
            weighted.push((*value, (up_to - before) as f64));
            before = *up_to;
        }
        // From their mean, so that squares of large values do not drown small differences.
        let mean: f64 = weighted
            .iter()
            .map(|(value, weight)| value * (weight / all))
            .sum();
        let mut sums = (0.0, 0.0, 0.0);
        let mut up_to = vec![sums];
        for (value, weight) in weighted {
            let value = value - mean;
            sums.0 += weight;
            sums.1 += weight * value;
            sums.2 += weight * value * value;
            up_to.push(sums);
        }
        Self { up_to }
    }

    /// The sum of the squared differences from the mean of the distinct values from one to before another.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let sums = self.up_to.get(from).zip(self.up_to.get(to));
        let Some((low, high)) = sums.filter(|(low, high)| high.0 > low.0) else {
            return 0.0;
        };
        let sum = high.1 - low.1;
        (high.2 - low.2 - sum * sum / (high.0 - low.0)).max(0.0)
    }
}

/// A layer of the dynamic programming: what the first values cost in so many classes at least, and where the last of these
/// classes begins.
struct Layer<'s> {
    sums: &'s Sums,
    before: Vec<f64>,
    costs: Vec<f64>,
    starts: Vec<usize>,
}

impl Layer<'_> {
    /// Fills a part of the layer, from one number of values to before another, whose last class begins in a range: where it
    /// begins never goes back while values are added, so that halves leave each other little to look at (Grønlund and
    /// others, "Fast exact k-means, k-medians and Bregman divergence clustering in 1D", 2017).
    fn fill(&mut self, (from, to): (usize, usize), (first, last): (usize, usize)) {
        if from >= to {
            return;
        }
        let middle = from + (to - from) / 2;
        let mut best = (f64::INFINITY, first);
        for start in first..=last.min(middle.saturating_sub(1)) {
            let before = self.before.get(start).copied().unwrap_or(f64::INFINITY);
            let cost = before + self.sums.cost(start, middle);
            if cost < best.0 {
                best = (cost, start);
            }
        }
        if let (Some(cost), Some(start)) = (self.costs.get_mut(middle), self.starts.get_mut(middle))
        {
            (*cost, *start) = best;
        }
        self.fill((from, middle), (first, best.1));
        self.fill((middle + 1, to), (best.1, last));
    }
}

/// The last value of all classes but the last of those with the least cost.
fn natural_ends(distinct: &[Distinct], count: usize) -> Vec<usize> {
    let sums = Sums::of(distinct);
    let all = distinct.len();
    let mut costs: Vec<f64> = (0..=all).map(|to| sums.cost(0, to)).collect();
    let mut starts: Vec<Vec<usize>> = Vec::new();
    for classes in 2..=count {
        let mut layer = Layer {
            sums: &sums,
            before: costs,
            costs: vec![f64::INFINITY; all + 1],
            starts: vec![0; all + 1],
        };
        // So many classes need as many values.
        layer.fill((classes, all + 1), (classes - 1, all));
        costs = layer.costs;
        starts.push(layer.starts);
    }
    let mut ends = Vec::new();
    let mut to = all;
    for layer in starts.iter().rev() {
        to = layer.get(to).copied().unwrap_or_default();
        ends.push(to.saturating_sub(1));
    }
    ends.reverse();
    ends
}
