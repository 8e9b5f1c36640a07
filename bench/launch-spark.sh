# Sourced by the scripts beside it: compiles the module of Spark with its tests, then runs one of its classes.

eval "$(sed '/^main "\$@"$/d' hourglass)"

# launch_spark CORES CLASS ARGUMENTS
launch_spark() {
    local jdk options cores=$1
    shift
    jdk=$(find_jdk) || fail "needs JDK 25: install one and set JAVA_HOME if it is in an unusual place"
    mvn -B -ntp -q -Pspark -pl spark -am -Dquick test-compile org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
        -Dmdep.outputFile=target/classpath >&2
    options=$(sed -n 's:.*<spark.options>\(.*\)</spark.options>.*:\1:p' pom.xml)
    mkdir -p spark/target/spark-home/jars
    # shellcheck disable=SC2086 # several options in one word
    JAVA_HOME=$jdk SPARK_HOME=$root/spark/target/spark-home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1 \
        exec taskset -c "0-$((cores - 1))" "$jdk/bin/java" -Xmx3g $options -cp "spark/target/test-classes:spark/target/classes:$(cat spark/target/classpath)" "$@"
}
