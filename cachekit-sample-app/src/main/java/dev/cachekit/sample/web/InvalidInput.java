package dev.cachekit.sample.web;

/** One rejected value of a request: the field or parameter and the rule it broke. */
record InvalidInput(String name, String rule) {}
