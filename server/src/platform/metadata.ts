// Decorators of MikroORM and type-graphql read the types that the compiler emits; this must be loaded before any of them.
import 'reflect-metadata';
