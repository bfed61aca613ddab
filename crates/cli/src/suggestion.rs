//! The known name nearest to a typo.

/// The candidate most like `typed`, if any is like enough to be meant.
pub fn nearest<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    candidates
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(&typed, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(3))
        .min()
        .map(|(_, candidate)| candidate)
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
    }
}
