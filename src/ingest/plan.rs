//! A long list of changes, cut into transactions that each fit.

/// Transactions, and what fits into none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<T> {
    /// In the order of the list; each is written whole.
    pub transactions: Vec<Vec<T>>,
    /// Those that are larger than a transaction may be by themselves.
    pub too_large: Vec<T>,
}

/// Cuts a list where the next change would make a transaction larger than `max_bytes` or longer than `max_changes`.
///
/// `size` gives the bytes of one change in a record. For the caller to leave out of `max_bytes`: what a record takes beside its
/// changes, and what is added to a change when it is recorded (the key made from a claim's content, that of the relation
/// that an observation regards). The order stays; transactions are filled from the first on, so that the same list is cut the same way.
pub fn plan<T>(
    changes: impl IntoIterator<Item = T>,
    max_bytes: usize,
    max_changes: usize,
    size: impl Fn(&T) -> usize,
) -> Plan<T> {
    let mut plan = Plan { transactions: Vec::new(), too_large: Vec::new() };
    let mut open: Vec<T> = Vec::new();
    let mut bytes = 0;
    for change in changes {
        let more = size(&change);
        if more > max_bytes {
            plan.too_large.push(change);
            continue;
        }
        if !open.is_empty() && (bytes + more > max_bytes || open.len() >= max_changes) {
            plan.transactions.push(std::mem::take(&mut open));
            bytes = 0;
        }
        bytes += more;
        open.push(change);
    }
    if !open.is_empty() {
        plan.transactions.push(open);
    }
    plan
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_transaction_is_filled_before_the_next_begins() {
        let cut = plan(vec![4, 6, 1, 9, 1, 11, 1], 10, 3, |n| *n);
        assert_eq!(cut.transactions, [vec![4, 6], vec![1, 9], vec![1, 1]]);
        assert_eq!(cut.too_large, [11]);
        assert_eq!(plan(vec![1; 7], 100, 3, |n| *n).transactions.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1]);
        assert!(plan(Vec::<usize>::new(), 10, 3, |n| *n).transactions.is_empty());
    }

    proptest! {
        #[test]
        fn every_transaction_fits_and_nothing_is_lost_or_moved(sizes in proptest::collection::vec(0usize..50, 0..200), max in 1usize..60, most in 1usize..20) {
            let changes: Vec<_> = sizes.iter().copied().enumerate().collect();
            let cut = plan(changes.clone(), max, most, |(_, n)| *n);
            for part in &cut.transactions {
                prop_assert!(!part.is_empty() && part.len() <= most && part.iter().map(|(_, n)| n).sum::<usize>() <= max);
            }
            prop_assert_eq!(cut.transactions.concat(), changes.iter().copied().filter(|(_, n)| *n <= max).collect::<Vec<_>>());
            prop_assert!(cut.too_large.iter().all(|(_, n)| *n > max));
        }
    }
}
