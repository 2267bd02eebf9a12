import type { Category } from './category';

const named = (name: string, description: string): Category => ({ name, description });

/** The 13 categories of the domain-specific evaluation paper: five domains and eight languages. */
export const PAPER_CATEGORIES: readonly Category[] = [
  named('finance', 'Accounting, markets, company reports, banking, tax and personal finance.'),
  named('law', 'Statutes, contracts, cases, legal reasoning and procedure.'),
  named('medical', 'Diagnosis, treatment, drugs, biomedical research and patient questions.'),
  named('maths', 'Calculation, word problems, proofs, statistics and applied mathematics.'),
  named('coding', 'Writing, explaining, testing and repairing programs, queries and scripts.'),
  named('ar', 'Prompts in Arabic, whatever their subject.'),
  named('ru', 'Prompts in Russian, whatever their subject.'),
  named('sr', 'Prompts in Serbian, whatever their subject.'),
  named('hu', 'Prompts in Hungarian, whatever their subject.'),
  named('ja', 'Prompts in Japanese, whatever their subject.'),
  named('th', 'Prompts in Thai, whatever their subject.'),
  named('sl', 'Prompts in Slovenian, whatever their subject.'),
  named('tr', 'Prompts in Turkish, whatever their subject.'),
];

/** The 23 occupational fields of Arena Expert. */
export const OCCUPATIONAL_FIELDS: readonly Category[] = [
  named(
    'business and management and financial operations',
    'Running an organisation: strategy, projects, accounting, investment, human resources.',
  ),
  named(
    'community and social service',
    'Counselling, social work, charities and support of people in need.',
  ),
  named('construction and extraction', 'Building trades, site work, mining, oil and gas.'),
  named('education', 'Teaching, course design, assessment and the running of schools.'),
  named(
    'engineering and architecture',
    'Design and analysis of machines, structures, circuits, processes and buildings.',
  ),
  named(
    'entertainment and sports and media',
    'Film, music, games, sport, journalism and broadcasting.',
  ),
  named('farming and fishing and forestry', 'Crops, livestock, fisheries, woodland and soil.'),
  named('food preparation and serving', 'Cooking, recipes, kitchens, restaurants and hygiene.'),
  named('legal and government', 'Law, regulation, public administration and policy.'),
  named(
    'life and physical and social science',
    'Biology, chemistry, physics, earth science, psychology, economics as research.',
  ),
  named('mathematical', 'Pure and applied mathematics, statistics, actuarial and data analysis.'),
  named(
    'medicine and healthcare',
    'Clinical practice, nursing, pharmacy, dentistry, public health.',
  ),
  named(
    'office and administrative support',
    'Correspondence, scheduling, records, data entry and customer service.',
  ),
  named('personal care and service', 'Beauty, fitness, child care, pets and funerals.'),
  named(
    'philosophy and religion and theology',
    'Ethics, metaphysics, scripture, doctrine and religious practice.',
  ),
  named(
    'production and industrial',
    'Manufacturing, machining, quality control and plant operation.',
  ),
  named('real estate', 'Buying, letting, valuing and managing property.'),
  named('sales and retail', 'Selling, shops, product listings, pricing and purchase advice.'),
  named(
    'software and IT services',
    'Programming, databases, networks, security, machine learning and support.',
  ),
  named(
    'technology hardware and equipment',
    'Computers, phones, electronics and other devices: choice, use and repair.',
  ),
  named('travel', 'Journeys, itineraries, transport, accommodation and destinations.'),
  named('visual arts and design', 'Painting, photography, graphic, fashion and interface design.'),
  named(
    'writing and literature and language',
    'Fiction, poetry, editing, translation, linguistics and literary criticism.',
  ),
];
