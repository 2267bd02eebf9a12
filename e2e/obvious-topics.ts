/** Prompts of four topics that nobody would mix up, written for the tests. */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
  baking: [
    'How long should sourdough bread proof in a cold kitchen?',
    'My bread dough is too sticky to knead, how much flour can I add?',
    'Give me a recipe for rye bread baked in a cast iron pot.',
    'Why did my loaf of bread collapse in the oven?',
    'What hydration should bread dough have for an open crumb?',
    'Can I bake sourdough bread without a banneton basket?',
    'How do I keep a sourdough bread starter alive on holiday?',
    'Which flour makes the best crust on homemade bread?',
    'How do I score bread dough so that it opens nicely while baking?',
    'What temperature should the oven have for baking baguettes and bread?',
    'Is it possible to freeze bread dough before the second proof?',
    'My sourdough bread tastes too sour, what can I change when baking?',
  ],
  sql: [
    'Write a SQL query that joins customers and orders and sums the amount.',
    'How do I add an index to a PostgreSQL table to speed up a SQL query?',
    'What is the difference between an inner join and a left join in SQL?',
    'My SQL query with GROUP BY returns duplicate rows, why?',
    'Rewrite this SQL subquery as a common table expression.',
    'How can I find duplicate rows in a SQL database table?',
    'Explain SQL window functions with ROW_NUMBER and PARTITION BY.',
    'How do I delete rows from a SQL table that have no match in another table?',
    'Write a SQL statement that pivots the months of a sales table into columns.',
    'Which SQL transaction isolation level prevents phantom reads in a database?',
    'How do I update a SQL table from the values of a second table?',
    'What does EXPLAIN ANALYZE tell me about a slow SQL query?',
  ],
  tenancy: [
    'Can my landlord keep the deposit for normal wear in the rented flat?',
    'How much notice must a landlord give before ending a rental lease?',
    'My landlord refuses to repair the heating of the rented apartment, what are my rights?',
    'Is a landlord allowed to enter the rented flat without asking the tenant?',
    'Draft a letter to my landlord that terminates the lease of my apartment.',
    'The landlord wants to raise the rent by a fifth, is that legal for tenants?',
    'Can a tenant sublet a rented room when the lease says nothing about it?',
    'Who pays for mould in a rented flat, the tenant or the landlord?',
    'What happens to the lease of a tenant when the landlord sells the house?',
    'May a landlord forbid a tenant to keep a cat in the rented apartment?',
    'How do I dispute deductions from my rental deposit with the landlord?',
    'Does a tenant have to let the landlord show the flat to the next tenants?',
  ],
  football: [
    'Explain the offside rule in football to a child.',
    'Which football formation is best against a team that presses high?',
    'Who scored the most goals in a single football world cup?',
    'How many substitutions may a football team make in a league match?',
    'What is the difference between a direct and an indirect free kick in football?',
    'Design a football training session for ten year old players about passing.',
    'Why do football goalkeepers wear another colour than their team?',
    'How does a penalty shoot-out in a football match work?',
    'What does a football referee do when a match is stopped by heavy rain?',
    'Which football players won the golden ball as defenders?',
    'How can a football striker train to shoot with the weaker foot?',
    'How are points and goal difference counted in a football league table?',
  ],
};

export interface TopicPrompt {
  readonly id: string;
  readonly prompt: string;
  readonly topic: string;
}

export const TOPIC_PROMPTS: readonly TopicPrompt[] = Object.entries(TOPICS).flatMap(
  ([topic, prompts]) =>
    prompts.map((prompt, index) => ({ id: `${topic}-${index}`, prompt, topic })),
);

export const TOPIC_JSONL = TOPIC_PROMPTS.map((row) => JSON.stringify(row)).join('\n');
