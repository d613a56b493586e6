/** What runs in a JVM of its own, on the class path of the user's. */
@NullMarked
package dev.palindrome.jpa.internal;

import org.jspecify.annotations.NullMarked;
