/** Lets the entities of a persistence unit create their schema, by the provider that the user has. */
@NullMarked
package dev.palindrome.jpa;

import org.jspecify.annotations.NullMarked;
