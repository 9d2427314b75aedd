use proptest::prelude::*;

use super::*;

const METHODS: [Method; 3] = [Method::Quantile, Method::Equal, Method::Natural];

fn cost_of(classes: &Classes, values: &[f64]) -> f64 {
    let mut members = vec![Vec::new(); classes.len()];
    for value in values {
        members[classes.class_of(*value).unwrap()].push(*value);
    }
    let of_class = |members: &Vec<f64>| {
        let mean = members.iter().sum::<f64>() / members.len().max(1) as f64;
        members
            .iter()
            .map(|value| (value - mean).powi(2))
            .sum::<f64>()
    };
    members.iter().map(of_class).sum()
}

/// The least cost of sorted values in at most so many runs, by trying all.
fn least_cost(values: &[f64], classes: usize) -> f64 {
    let cost = |run: &[f64]| {
        let mean = run.iter().sum::<f64>() / run.len() as f64;
        run.iter().map(|value| (value - mean).powi(2)).sum::<f64>()
    };
    if classes <= 1 || values.len() <= 1 {
        return cost(values);
    }
    let splits = (1..values.len()).map(|at| {
        let (first, rest) = values.split_at(at);
        cost(first) + least_cost(rest, classes - 1)
    });
    splits.fold(cost(values), f64::min)
}

fn whole() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![2 => 1..12_i32, 1 => 1..900_i32].prop_map(f64::from);
    prop::collection::vec(value, 1..60)
}

proptest! {
    #[test]
    fn every_value_is_in_exactly_one_class(
        values in prop_oneof![whole(), prop::collection::vec(any::<f64>(), 0..40)],
        most in 1..8_usize,
    ) {
        let finite: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        for method in METHODS {
            let classes = Classes::of(&values, method, most);
            prop_assert!(classes.len() <= most && classes.len() == classes.members.len());
            prop_assert_eq!(classes.members.iter().sum::<usize>(), finite.len());
            prop_assert!(classes.uppers.is_sorted());
            for value in &finite {
                let class = classes.class_of(*value).unwrap();
                let above_last = class.checked_sub(1).is_none_or(|last| *value > classes.uppers[last]);
                prop_assert!(above_last && *value <= classes.uppers[class]);
            }
            if method != Method::Equal {
                prop_assert!(classes.members.iter().all(|members| *members > 0));
            }
            prop_assert_eq!(classes.class_of(f64::NAN), None);
            prop_assert_eq!(classes.class_of(f64::INFINITY), None);
        }
    }

    #[test]
    fn natural_breaks_are_the_best_there_are(
        values in prop::collection::vec((1..60_i32).prop_map(f64::from), 1..13),
        most in 1..5_usize,
    ) {
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        let found = cost_of(&Classes::of(&values, Method::Natural, most), &values);
        let best = least_cost(&sorted, most);
        prop_assert!((found - best).abs() < 1e-6, "{found} {best}");
    }

    #[test]
    fn halves_find_what_all_of_them_would(values in whole(), most in 2..7_usize) {
        // The same dynamic programming without the shortcut.
        let distinct = distinct(&values);
        let sums = Sums::of(&distinct);
        let all = distinct.len();
        let count = most.min(all);
        let mut costs: Vec<f64> = (0..=all).map(|to| sums.cost(0, to)).collect();
        for classes in 2..=count {
            let before = costs.clone();
            for (to, cost) in costs.iter_mut().enumerate().skip(classes) {
                let best = (classes - 1..to).map(|start| before[start] + sums.cost(start, to));
                *cost = best.fold(f64::INFINITY, f64::min);
            }
        }
        let found = cost_of(&Classes::of(&values, Method::Natural, most), &values);
        prop_assert!((found - costs[all]).abs() < 1e-6 * found.max(1.0), "{found} {}", costs[all]);
    }

    #[test]
    fn quantiles_are_as_even_as_equal_values_allow(values in whole(), most in 2..7_usize) {
        let classes = Classes::of(&values, Method::Quantile, most);
        let distinct = distinct(&values);
        let count = most.min(distinct.len());
        let inner: Vec<usize> = distinct[..distinct.len() - 1].iter().map(|value| value.1).collect();
        let mut up_to = 0;
        let mut ends = Vec::new();
        for members in &classes.members {
            up_to += members;
            ends.push(up_to);
        }
        // No end that there could be is nearer to an even share than the nearest one that there is.
        for class in 1..count {
            let off = |end: &usize| (end * count).abs_diff(values.len() * class);
            prop_assert_eq!(inner.iter().map(off).min(), ends.iter().map(off).min());
        }
        if distinct.len() == values.len() {
            let (least, most) = (classes.members.iter().min(), classes.members.iter().max());
            prop_assert!(most.unwrap() - least.unwrap() <= 1);
            prop_assert_eq!(classes.len(), count);
        }
    }

    #[test]
    fn equal_steps_are_equal(values in whole(), most in 1..8_usize) {
        let classes = Classes::of(&values, Method::Equal, most);
        let greatest = values.iter().copied().fold(f64::MIN, f64::max);
        let width = (greatest - classes.least) / classes.len() as f64;
        for (class, upper) in classes.uppers.iter().enumerate() {
            let end = classes.least + width * (class + 1) as f64;
            prop_assert!((upper - end).abs() < 1e-9 * greatest, "{upper} {end}");
        }
        // Each class of whole numbers can have one, so that a legend can name it.
        let mut from = classes.least;
        for upper in &classes.uppers {
            prop_assert!(upper.floor() >= from, "{:?}", classes.uppers);
            from = upper.floor() + 1.0;
        }
    }
}

#[test]
fn classes_of_known_values() {
    let values = [1.0, 2.0, 2.0, 3.0, 10.0, 11.0, 12.0, 90.0, 100.0];
    for (method, most, uppers, members) in [
        (Method::Natural, 3, vec![3.0, 12.0, 100.0], vec![4, 3, 2]),
        (Method::Quantile, 3, vec![2.0, 11.0, 100.0], vec![3, 3, 3]),
        (Method::Equal, 3, vec![34.0, 67.0, 100.0], vec![7, 0, 2]),
        (Method::Natural, 1, vec![100.0], vec![9]),
    ] {
        let classes = Classes::of(&values, method, most);
        assert_eq!(
            (classes.uppers, classes.members),
            (uppers, members),
            "{method:?}"
        );
    }
}

#[test]
fn fewer_distinct_values_than_classes() {
    for method in METHODS {
        assert!(Classes::of(&[], method, 6).is_empty());
        assert!(Classes::of(&[f64::NAN], method, 6).is_empty());
        let one = Classes::of(&[7.0, 7.0, 7.0], method, 6);
        assert_eq!(
            (one.least, one.uppers, one.members),
            (7.0, vec![7.0], vec![3])
        );
        let two = Classes::of(&[1.0, 2.0, 2.0], method, 6);
        assert_eq!((two.members, two.uppers.last()), (vec![1, 2], Some(&2.0)));
    }
}

#[test]
fn very_large_values_stay_in_order() {
    for method in METHODS {
        let classes = Classes::of(&[-f64::MAX, 0.0, f64::MAX], method, 3);
        assert_eq!(classes.members.iter().sum::<usize>(), 3, "{method:?}");
    }
}
