_burn_mnist() {
    # Readline splits words at = and :, which values such as wgpu:0 and shift=2 contain. Join what no space separates.
    local line=$COMP_LINE words=() word index
    for ((index = 0; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if ((index > 0)) && [[ $line != [[:space:]]* ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        line=${line#*"$word"}
    done
    local current=${words[${#words[@]} - 1]} breaks='='
    [[ $COMP_WORDBREAKS == *:* ]] && breaks='=:'
    # Readline replaces only what follows the last of these characters.
    local kept=${current%"${current##*[$breaks]}"}

    local IFS=$'\013'
    COMPREPLY=($(
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX=$((${#words[@]} - 1)) \
        VARIABLE=bash \
        COMPLETER -- "${words[@]}"
    ))
    COMPREPLY=("${COMPREPLY[@]#"$kept"}")
    # An option or a name that has a value is not complete yet.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:/] ]] || compopt +o nospace 2>/dev/null
}
complete -o nospace -o bashdefault -o nosort -F _burn_mnist PROGRAM 2>/dev/null ||
    complete -o nospace -o bashdefault -F _burn_mnist PROGRAM
