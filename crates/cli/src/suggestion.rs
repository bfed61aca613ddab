//! The known name nearest to a typo.

/// The candidate most like `typed`, if any is like enough to be meant, or the one that it abbreviates: `lr` is
/// `learning_rate`.
pub fn nearest<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    candidates
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&typed, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(3))
        .min()
        .map(|(_, candidate)| candidate)
        .or_else(|| {
            let mut candidates = candidates.iter().copied();
            candidates
                .find(|candidate| initials(candidate).is_some_and(|initials| initials == typed))
        })
}

/// The first letters of a name of several words.
fn initials(name: &str) -> Option<String> {
    let words = name.split(['_', '-']);
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    (initials.len() > 1).then_some(initials)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_find_their_name_and_nonsense_none() {
        let names = ["flex", "ndarray", "wgpu"];
        assert_eq!(nearest("ndaray", &names), Some("ndarray"));
        assert_eq!(nearest("WGUP", &names), Some("wgpu"));
        assert_eq!(nearest("tensorflow", &names), None);
        let keys = ["dropout", "learning_rate", "batch_size"];
        assert_eq!(nearest("lr", &keys), Some("learning_rate"));
        assert_eq!(nearest("d", &keys), None);
    }
}
