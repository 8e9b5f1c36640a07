/// HTTP for Hourglass's own servers: who may ask, how much, what every error looks like, and which endpoint answers.
@org.jspecify.annotations.NullMarked
package dev.hourglass.server.http;
