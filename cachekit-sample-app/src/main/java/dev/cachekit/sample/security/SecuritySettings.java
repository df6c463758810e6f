package dev.cachekit.sample.security;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The passwords of the demo. They are for trying things out: whoever runs the sample where others can reach it sets others
 * before the first start, which is when they are hashed into the database.
 *
 * @param userPassword of {@code user1} to {@code user1000}
 * @param adminPassword of {@code admin}
 * @param scrapePassword of {@code prometheus}, who reads the meters
 */
@ConfigurationProperties("sample.security")
public record SecuritySettings(String userPassword, String adminPassword, String scrapePassword) {

    /** Tells none of them. */
    @Override
    public String toString() {
        return "SecuritySettings";
    }
}
