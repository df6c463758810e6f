package dev.cachekit.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The application with its profile for PostgreSQL, on a real server that starts and ends with the context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SampleTest
@ActiveProfiles("postgresql")
@ContextConfiguration(initializers = PostgreSqlServer.class)
public @interface OnPostgreSql {}
