# Sourced by the scripts beside it: builds the bench when its sources are newer, then runs one of its classes.

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
jar="$root/bench/target/hourglass-bench.jar"
# The launcher's functions (find_jdk, stale, fail), without its last line, which starts Hourglass.
eval "$(sed '/^main "\$@"$/d' "$root/hourglass")"
modules="core datasets interop experiments tables server cli bench bench/contender bench/libtorch bench/djl bench/dl4j bench/tensorflow"
archive="$root/bench/target/hourglass-bench.jsa"

launch() {
    jdk=$(find_jdk) || fail "needs JDK 25: install one and set JAVA_HOME if it is in an unusual place"
    if stale; then build_bench; fi
    cd "$root"
    # shellcheck disable=SC2046,SC2086 # several options in one word
    exec "$jdk/bin/java" "@$root/jvm.options" --add-modules=jdk.incubator.vector $(quick_start) "-XX:SharedArchiveFile=$archive" \
        -Dhourglass.bench.java17="$(find_java_17)" ${HOURGLASS_JAVA_OPTS:-} -cp "$(class_path)" "$@"
}

class_path() {
    echo "$jar:$root/bench/target/lib/*"
}

# As the launcher does for Hourglass's own commands.
archive_classes() {
    rm -f -- "$archive"
    # shellcheck disable=SC2046 # several options in one word
    (cd "$root" && "$jdk/bin/java" "@$root/jvm.options" --add-modules=jdk.incubator.vector $(quick_start) "-XX:ArchiveClassesAtExit=$archive" -cp "$(class_path)" \
        dev.hourglass.bench.roofline.RooflineTrial examples/dense.yaml 1 20) >/dev/null 2>&1 </dev/null || true
}

# For contenders that run on no newer one; nothing where there is none.
find_java_17() {
    local home
    while IFS= read -r home; do
        case $(version_of "$home") in
            17 | 17.*)
                if [ -x "$home/bin/java" ]; then
                    echo "$home/bin/java"
                    return
                fi
                ;;
        esac
    done < <(candidates)
}

build_bench() {
    command -v mvn >/dev/null || fail "needs Maven to build: install it from https://maven.apache.org or your package manager"
    echo "building the bench ..." >&2
    local start module
    start=$(mktemp)
    rm -rf -- "$root"/bench/target/lib "$root"/bench/*/target/lib
    JAVA_HOME=$jdk mvn -B -ntp -q -f "$root/pom.xml" -Pbench -pl bench,bench/libtorch,bench/djl,bench/dl4j,bench/tensorflow -am -Dquick -Dmaven.test.skip=true package >&2 </dev/null ||
        fail "the build failed, see above"
    touch -r "$start" "$jar"
    archive_classes
    rm -f -- "$start"
    # This build was lenient: make the next `mvn verify` compile, and judge, everything again.
    for module in $modules; do
        rm -rf -- "$root/$module/target/maven-status"
    done
}
