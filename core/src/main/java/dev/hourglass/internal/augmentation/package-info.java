/// Pictures that are varied while a model is trained.
@NullMarked
package dev.hourglass.internal.augmentation;

import org.jspecify.annotations.NullMarked;
