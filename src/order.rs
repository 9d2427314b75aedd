//! Sorting: one stable sort for the whole program, compiled once.

use std::cmp::Ordering;

/// The positions of `keys` in ascending order; equal keys keep their order.
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    let key = |position: usize| keys.get(position).copied().unwrap_or(f64::NAN);
    ascending_by(keys.len(), &|a, b| key(a).total_cmp(&key(b)))
}

/// The positions 0 to `count` in the ascending order that `compare` gives them; equal ones keep their order.
///
/// Each use of the standard library's sorts compiles them anew for its type, which is 5 to 10 KB of WebAssembly.
pub fn ascending_by(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_unstable_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    positions
}

/// `items` in ascending order of a key; equal keys keep their order.
pub fn sorted_by_key<T>(mut items: Vec<T>, key: impl Fn(&T) -> f64) -> Vec<T> {
    let mut keys = Vec::with_capacity(items.len());
    for item in &items {
        keys.push(key(item));
    }
    for (to, from) in swaps(ascending(&keys)) {
        items.swap(to, from);
    }
    items
}

/// The exchanges, one after the other, that bring items into an order: a permutation, cycle by cycle.
fn swaps(mut order: Vec<usize>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::with_capacity(order.len());
    for start in 0..order.len() {
        let mut to = start;
        while let Some(from) = order.get_mut(to).map(|from| std::mem::replace(from, to)) {
            if from == start || from == to {
                break;
            }
            swaps.push((to, from));
            to = from;
        }
    }
    swaps
}

/// Texts of which each can be found without a look at all of them.
pub struct TextIndex<'t> {
    texts: Vec<&'t str>,
    ascending: Vec<usize>,
}

impl<'t> TextIndex<'t> {
    /// An index of these texts.
    pub fn of(texts: Vec<&'t str>) -> Self {
        let ascending = ascending_by(texts.len(), &|a, b| texts.get(a).cmp(&texts.get(b)));
        Self { texts, ascending }
    }

    /// The first position of a text.
    pub fn position_of(&self, text: &str) -> Option<usize> {
        let at = |position: &usize| self.texts.get(*position).copied();
        let first = self
            .ascending
            .partition_point(|position| at(position) < Some(text));
        let found = self.ascending.get(first)?;
        (at(found) == Some(text)).then_some(*found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_where_it_stands_first() {
        let texts = vec!["b", "", "a", "b", "ab"];
        let index = TextIndex::of(texts.clone());
        for text in ["b", "", "a", "ab", "c", "aa"] {
            let expected = texts.iter().position(|known| *known == text);
            assert_eq!(index.position_of(text), expected, "{text:?}");
        }
        assert_eq!(TextIndex::of(Vec::new()).position_of(""), None);
    }

    #[test]
    fn equal_keys_keep_their_order() {
        let items = vec![(2.0, 'a'), (1.0, 'b'), (2.0, 'c'), (-1.0, 'd'), (1.0, 'e')];
        let sorted = sorted_by_key(items, |(key, _)| *key);
        let letters: String = sorted.into_iter().map(|(_, letter)| letter).collect();
        assert_eq!(letters, "dbeac");
    }
}
