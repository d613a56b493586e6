/** Migration tests for JUnit: {@link dev.palindrome.junit.MigrationTest} and what its tests are given. */
@NullMarked
package dev.palindrome.junit;

import org.jspecify.annotations.NullMarked;
