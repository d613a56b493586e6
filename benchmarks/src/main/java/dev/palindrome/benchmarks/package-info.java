/** JMH benchmarks of what every step of a walk needs, and a contestant of the comparison with other tools. */
@NullMarked
package dev.palindrome.benchmarks;

import org.jspecify.annotations.NullMarked;
