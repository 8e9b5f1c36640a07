/// How pictures are varied while a model is trained on them.
@NullMarked
package dev.hourglass.spec.augmentation;

import org.jspecify.annotations.NullMarked;
