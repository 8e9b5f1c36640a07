/// What a command does between its options and its answer: data found, a model trained, judged and kept.
@NullMarked
package dev.hourglass.app.run;

import org.jspecify.annotations.NullMarked;
