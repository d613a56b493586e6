@org.jspecify.annotations.NullMarked
package members;
