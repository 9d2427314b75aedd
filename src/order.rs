//! Sorting: one stable sort for the whole program, compiled once.

/// The positions of `keys` in ascending order; equal keys keep their order.
///
/// Each use of the standard library's sorts compiles them anew for its type, which is 5 to 10 KB of WebAssembly.
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..keys.len()).collect();
    let key = |position: usize| keys.get(position).copied().unwrap_or(f64::NAN);
    positions.sort_unstable_by(|a, b| key(*a).total_cmp(&key(*b)).then(a.cmp(b)));
    positions
}

/// `items` in ascending order of a key; equal keys keep their order.
pub fn sorted_by_key<T>(items: Vec<T>, key: impl Fn(&T) -> f64) -> Vec<T> {
    let keys: Vec<f64> = items.iter().map(key).collect();
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let positions = ascending(&keys);
    positions
        .into_iter()
        .filter_map(|position| items.get_mut(position)?.take())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order() {
        let items = vec![(2.0, 'a'), (1.0, 'b'), (2.0, 'c'), (-1.0, 'd'), (1.0, 'e')];
        let sorted = sorted_by_key(items, |(key, _)| *key);
        let letters: String = sorted.into_iter().map(|(_, letter)| letter).collect();
        assert_eq!(letters, "dbeac");
    }
}
