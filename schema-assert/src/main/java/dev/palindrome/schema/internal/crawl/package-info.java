/** Crawls a schema with SchemaCrawler; the only code that knows it. Not for users: may change at any time. */
@NullMarked
package dev.palindrome.schema.internal.crawl;

import org.jspecify.annotations.NullMarked;
