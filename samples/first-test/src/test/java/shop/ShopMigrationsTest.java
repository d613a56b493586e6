package shop;

import dev.palindrome.junit.MigrationChecks;
import dev.palindrome.junit.MigrationTest;

@MigrationTest("migrations")
class ShopMigrationsTest implements MigrationChecks {}
