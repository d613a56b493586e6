/**
 * PostgreSQL in a Docker container, through Testcontainers: the only package that imports it. Testcontainers is an
 * optional dependency, so {@link DockerSource}, {@link DockerDaemon} and {@link ContainerRemover} load without it.
 */
@NullMarked
package dev.palindrome.database.internal.docker;

import org.jspecify.annotations.NullMarked;
