/// Models over HTTP: a server to embed or to run by `hourglass serve`.
@org.jspecify.annotations.NullMarked
package dev.hourglass.server;
