package dev.palindrome.revision;

/**
 * An author's word that a finding is intended: {@code -- palindrome:allow PAL-D01 users.nick: reason}.
 *
 * @param findingId such as {@code PAL-D01}
 * @param object the object it speaks of, or {@code *}
 * @param reason never blank
 * @param position where it is written
 */
public record Allowance(String findingId, String object, String reason, SourcePosition position) {}
