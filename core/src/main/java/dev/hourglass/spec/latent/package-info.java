/// What stands between encoder and decoder: plain, sparse and variational codes.
@NullMarked
package dev.hourglass.spec.latent;

import org.jspecify.annotations.NullMarked;
